#!/usr/bin/env bash
# 登録簿の写しをフォルダーに一つ取り、照合値を添え、古いものを消す: backup.sh フォルダー [残す日数]
# 登録簿の場所は INVESTMAP_REGISTRY から読む。写しが取れなければ、古いものは消さない。
set -euo pipefail
umask 077

folder=${1:?写しを置くフォルダーを指定してください}
days=${2:-35}
investmap=${INVESTMAP_COMMAND:-/opt/investmap/current/venv/bin/investmap}

copy="$folder/registry-$(date +%Y%m%d-%H%M%S).copy"
"$investmap" registry backup -o "$copy"
(cd "$folder" && sha256sum "$(basename "$copy")" > "$(basename "$copy").sha256")
find "$folder" -maxdepth 1 -name 'registry-*.copy*' -mtime "+$days" -delete
