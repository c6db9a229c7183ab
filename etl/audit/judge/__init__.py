"""What a numeral of a document is: judged against figures, events and dismissals."""
