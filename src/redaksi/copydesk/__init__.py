"""The copy desk: it finds faults of language in an article by rules, which are data.

`ruleset.standard()` returns the rules, `engine.check()` the findings, and `mend.mended()` a text
whose safe findings are fixed.
"""
