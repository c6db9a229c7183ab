"""Attested's library: text of a figures file in, checked values and tidy tables out."""
