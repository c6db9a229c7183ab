"""Rules for the shipped data, apart from the tests of code: no counts, only what must be true."""
