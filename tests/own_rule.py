"""A rule of a house, as the file that its newsroom.toml names."""

_RULE = """
[[rule]]
id = "{name}"
severity = "{severity}"
kind = "wording"
source = "Kesepakatan redaksi"
safe = false
message.id = "Sebut namanya."
message.en = "Say the name."
wrong = [
    {{ text = "Kata pejabat itu.", cut = "pejabat itu" }},
    {{ text = "Menurut pejabat itu.", cut = "pejabat itu" }},
]
right = ["Kata Budi.", "Menurut Budi."]
pattern = "pejabat itu"
"""


def own_rule(name: str = "gaya", severity: str = "galat") -> str:
    """The rule called `name`: it objects to "pejabat itu" with `severity`."""
    return _RULE.format(name=name, severity=severity)
