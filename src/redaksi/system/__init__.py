"""The operating system: safe and durable files, locks, workers, streams, logins, own folders."""
