"""The one reader of texts: paragraphs, numbers, dates and periods as they are printed."""
