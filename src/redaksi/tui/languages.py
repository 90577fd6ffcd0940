"""The languages of the screens, each by the name that its speakers read."""

NAMES = {"id": "Bahasa Indonesia", "en": "English"}
