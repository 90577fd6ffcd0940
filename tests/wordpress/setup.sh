#!/usr/bin/env bash
# Installs what a WordPress of the tests needs, from the packages of Debian, as root; nothing is started.
# WordPress itself is unpacked, not installed: its dependencies would bring a web server and services.
set -euo pipefail
FOLDER=${1:-/var/cache/redaksi-wordpress}
PACKAGES="php-cli php-mysql php-xml php-mbstring php-gd php-curl mariadb-server-core mariadb-client-core"
WORDPRESS="wordpress wordpress-theme-twentytwentythree"

[ -e "$FOLDER/usr/share/wordpress/wp-load.php" ] && command -v php mariadbd >/dev/null && exit 0
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # lists of names
apt-get install -y -qq --no-install-recommends $PACKAGES >/dev/null
BEGUN=$(mktemp -d)
trap 'rm -rf "$BEGUN"' EXIT
# shellcheck disable=SC2086
(cd "$BEGUN" && apt-get download -qq $WORDPRESS 2>/dev/null && for one in *.deb; do dpkg -x "$one" unpacked; done)
mkdir -p "$(dirname "$FOLDER")"
rm -rf "$FOLDER" && mv "$BEGUN/unpacked" "$FOLDER"
chmod 755 "$FOLDER"
