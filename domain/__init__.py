"""The words of the house: record definitions, vocabularies, codes, money, dates and findings."""
