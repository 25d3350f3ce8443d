#!/usr/bin/env bash
# Builds the documentation site into artifacts/site with docfx, which dotnet tool restore installs. Warnings of docfx, such as a link that leads nowhere, are errors.
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../.."

# The pages keep their places, so that links between them stay as they are in the repository.
stage=artifacts/site-source
rm -rf "$stage" artifacts/site
mkdir -p "$stage/docs" "$stage/bench"
cp README.md CHANGELOG.md CONTRIBUTING.md LICENSE "$stage"
cp bench/RESULTS.md "$stage/bench"
cp -r examples "$stage"
cp -r docs/. "$stage/docs"
rm -r "$stage/docs/site"
cp docs/site/docfx.json docs/site/toc.yml "$stage"
cp -r docs/site/template "$stage"
cp docs/site/logo.svg "$stage/site-logo.svg"
[ -f docs/llms.txt ] && cp docs/llms.txt "$stage/llms.txt"

dotnet tool restore
dotnet docfx "$stage/docfx.json" --warningsAsErrors
mv "$stage/_site" artifacts/site
rm -f artifacts/site/public/*.map                       # two thirds of the site, for debuggers of docfx
cp artifacts/site/README.html artifacts/site/index.html
echo "artifacts/site: $(find artifacts/site -name '*.html' | wc -l) pages"
