"""From contents to places: papers, measured text, and the elements that PDF and slides both draw."""
