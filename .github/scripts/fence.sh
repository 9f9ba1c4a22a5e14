#!/usr/bin/env bash
# fence.sh FILE: a row of backquotes that is longer than any in FILE, so that nothing in it ends the block of Markdown that it stands in.
set -euo pipefail

# shellcheck disable=SC2016  # not to be expanded
{ grep -o '`*' "$1" || true; } | awk '{ if (length($0) > most) most = length($0) } END { fence = "```"; while (length(fence) <= most) fence = fence "`"; print fence }'
