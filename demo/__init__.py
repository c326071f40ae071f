"""A complete fictional nation from a seed: plans, projects, measures, KPIs and half-yearly reports."""
