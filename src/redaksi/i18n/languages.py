"""The languages of the screens, each by its own name for itself."""

NAMES = {"id": "Bahasa Indonesia", "en": "English"}
