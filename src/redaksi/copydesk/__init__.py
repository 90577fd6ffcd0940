"""The copy desk: what is wrong with the language of an article, by rules that are data.

`ruleset.standard()` returns the rules, `engine.check()` the findings, and `mend.mended()` a text
in which the safe findings are mended.
"""
