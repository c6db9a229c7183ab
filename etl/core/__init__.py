"""What everything stands on: schema, model, periods, intervals, problems. Reads no file."""
