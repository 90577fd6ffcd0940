"""The files that are the truth: dossiers and the team, written durably under locks."""
