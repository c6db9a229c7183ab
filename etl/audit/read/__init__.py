"""What stands in a document: its passages with their numerals, periods, sentences and names."""
