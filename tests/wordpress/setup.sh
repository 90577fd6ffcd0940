#!/usr/bin/env bash
# Installs what the tests of deliveries need, from the packages of Debian, as root: PHP, MariaDB, Chromium; nothing is started.
# WordPress is unpacked into a folder, not installed: its dependencies would bring a web server and services.
set -euo pipefail
FOLDER=${REDAKSI_WORDPRESS:-/var/cache/redaksi-wordpress}
PROGRAMS="php-cli php-mysql php-xml php-mbstring php-gd php-curl mariadb-server-core mariadb-client-core chromium"
UNPACKED="wordpress wordpress-theme-twentytwentythree"
export DEBIAN_FRONTEND=noninteractive

if [ -e "$FOLDER/usr/share/wordpress/wp-load.php" ] && command -v php >/dev/null && command -v mariadbd >/dev/null && command -v chromium >/dev/null; then exit 0; fi
apt-get update -qq
# shellcheck disable=SC2086 # lists of names
apt-get install -y -qq --no-install-recommends $PROGRAMS >/dev/null
BEGUN=$(mktemp -d)
trap 'rm -rf "$BEGUN"' EXIT
# shellcheck disable=SC2086
(cd "$BEGUN" && apt-get download -qq $UNPACKED 2>/dev/null && for one in *.deb; do dpkg -x "$one" unpacked; done)
mkdir -p "$(dirname "$FOLDER")"
rm -rf "$FOLDER"
mv "$BEGUN/unpacked" "$FOLDER"
chmod 755 "$FOLDER"
