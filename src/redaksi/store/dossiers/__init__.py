"""The authoritative files: dossiers and the team, written durably under locks."""
