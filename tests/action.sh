#!/bin/sh
# The hooks of pre-commit, by the lines in rtok(1), and the step of the action, as those run
# them. Where pre-commit or git is not installed, its part is skipped, and said to be.
rtok=$(realpath "$1")
root=$(pwd)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" "$scratch/work"
# shellcheck disable=SC2016 # for the script, not for here
printf '#!/bin/sh\nexec $RUN "$RTOK" "$@"\n' >"$scratch/bin/rtok"
chmod +x "$scratch/bin/rtok"
PATH=$scratch/bin:$PATH
RTOK=$rtok
export PATH RTOK RUN
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
cd "$scratch/work" || exit 1
rtok example >good.json
rtok example invalid >bad.json
failed=0

expect() {
	if [ "$2" != "$3" ]; then
		printf '%s: expected "%s", got "%s"\n' "$1" "$2" "$3"
		cat ../log
		failed=$((failed + 1))
	fi
}

# step FILES OPTIONS: the step of the action
step() {
	GITHUB_STEP_SUMMARY=$scratch/summary RTOK_SARIF=report.sarif RTOK_FILES=$1 \
		RTOK_OPTIONS=$2 sh "$root/.github/actions/rtok/run.sh" >../log 2>&1
}

step "good.json" ''
expect 'a good file' 0 $?
step "good.json
bad.json" "--max-errors
1"
expect 'a bad file' 1 $?
expect 'beside the line' '::error file=bad.json,line=4,col=17,title=oneOf' \
	"$(grep -o '^::error .*oneOf' ../log)"
expect 'no file * is read' 3 "$(step '*' ''; echo $?)"
expect 'a summary for each run' 3 "$(wc -l <../summary)"
expect 'a report' '{"version":"2.1.0"' "$(head -c 18 report.sarif)"
step good.json "--strict
--require=id"
expect 'an option with its argument' 0 $?
step 'good.json' '--no-such-option'
expect 'a bad option' 2 $?

# the hooks are for the files that a folder is walked for
mkdir ../empty
rtok check ../empty >../log 2>&1
expect 'what hooks are for' \
	"files: &files \.($(grep -o '[*]\.[a-z]*' ../log | cut -c 3- | paste -sd '|'))\$" \
	"$(grep -o 'files: &files.*' "$root/.pre-commit-hooks.yaml")"
expect 'each of them' "$(grep -c '^- id:' "$root/.pre-commit-hooks.yaml")" \
	"$(grep -c '^  files: [&*]files' "$root/.pre-commit-hooks.yaml")"

if command -v pre-commit >/dev/null && command -v git >/dev/null; then
	HOME=$scratch
	PRE_COMMIT_HOME=$scratch/cache
	export HOME PRE_COMMIT_HOME
	git config --global user.name tester
	git config --global user.email tester@example.com
	git config --global init.defaultBranch main
	mkdir ../hooks
	cp "$root/.pre-commit-hooks.yaml" ../hooks
	git -C ../hooks init -q
	git -C ../hooks add .
	git -C ../hooks commit -qm hooks
	sed -n '/^repos:/,/^\.Ed/p' "$root/man/rtok.1" | sed "/^\.Ed/d; s,\\\\e,\\\\,g; s,https:.*,$scratch/hooks,
		s/rev: .*/rev: $(git -C ../hooks rev-parse HEAD)/" >.pre-commit-config.yaml
	mkdir fixtures
	mv good.json bad.json fixtures
	git init -q
	git add fixtures/good.json .pre-commit-config.yaml
	pre-commit run >../log 2>&1
	expect 'a good commit' 0 $?
	git add fixtures/bad.json
	pre-commit run >../log 2>&1
	expect 'a bad commit' 1 $?
	expect 'is told by line, by both hooks' 2 "$(grep -c '^fixtures/bad.json:4:17: error: /created_at' ../log)"
	git rm -q --cached fixtures/bad.json
	tr -d '\n' <fixtures/good.json >fixtures/dense.json
	git add fixtures/dense.json
	pre-commit run rtok-format >../log 2>&1
	expect 'a file that is not in normal form' 1 $?
	expect 'is rewritten' 0 "$(cmp fixtures/good.json fixtures/dense.json; echo $?)"
else
	echo 'skipped  pre-commit is not installed'
fi
echo "action: $failed failed"
[ $failed = 0 ]
