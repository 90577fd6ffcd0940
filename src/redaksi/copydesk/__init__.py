"""The copy desk: what is wrong with the language of an article, by rules that are data.

`book.standard()` gives the rules, `engine.check()` the findings, `mend.mended()` a text with the safe ones put right.
"""
