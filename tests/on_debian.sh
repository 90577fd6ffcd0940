#!/bin/sh
# The whole suite on Debian 13 (Python 3.13), in a folder made by debootstrap: `make debian`, as root. Not in CI.
# What is committed is tested. The first run makes the folder; a later one only takes what was committed since.
set -eu
folder=${1:-/var/tmp/redaksi-debian}

if [ ! -e "$folder/made" ]; then
    debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates,make,git,tmux,locales,man-db,procps trixie "$folder"
    cp /etc/resolv.conf "$folder/etc/"
    touch "$folder/made"
fi
# pip finds packages there as it does here.
for file in /etc/pip.conf "$HOME/.config/pip/pip.conf"; do
    if [ -e "$file" ]; then cp "$file" "$folder/etc/pip.conf"; fi
done
if [ -n "${PIP_CERT:-}" ]; then cp "$PIP_CERT" "$folder/etc/pip-cert.pem"; fi

find "$folder/redaksi" -mindepth 1 -maxdepth 1 ! -name .venv -exec rm -rf {} + 2>/dev/null || mkdir -p "$folder/redaksi"
git archive HEAD | tar x -C "$folder/redaksi"

unshare --mount --pid --fork sh -eu -c '
    mount -t proc proc "$1/proc"
    mount -t devtmpfs dev "$1/dev" || mount --bind /dev "$1/dev"
    mount --bind /dev/pts "$1/dev/pts"
    mount -t tmpfs shm "$1/dev/shm"
    exec chroot "$1" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=xterm-256color LANG=C.UTF-8 \
        ${PIP_CERT:+PIP_CERT=/etc/pip-cert.pem} sh -eu -c "cd /redaksi && make .venv/.ready && exec .venv/bin/pytest --numprocesses 2 --dist loadgroup"
' sh "$folder"
