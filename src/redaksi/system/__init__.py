"""The operating system: safe opening of files, streams, logins, trust and the person's folders."""
