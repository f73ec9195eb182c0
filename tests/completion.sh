#!/bin/sh
# What shells complete, by the shells themselves. Those that are not installed are skipped,
# and said to be.
rtok=$(realpath "$1")
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0
checked=0
for shell in bash zsh fish; do
	# shellcheck disable=SC2086 # words are meant to be split
	$RUN "$rtok" completion $shell >"$scratch/$shell" || failed=$((failed + 1))
done

# expect SHELL LINE WORDS: what it offers behind the line; some shells repeat what stands
# before it in the same word
expect() {
	checked=$((checked + 1))
	offered=$("complete_in_$1" "$2" | sed 's/.*[=,]\(.\)/\1/' | sort | tr '\n' ' ')
	if [ "$offered" != "$3 " ]; then
		printf '%s: "%s": expected %s, got %s\n' "$1" "$2" "$3" "$offered"
		failed=$((failed + 1))
	fi
}

# the words as bash splits them, at '=' too
complete_in_bash() {
	bash --norc -c '
		source "$1"
		line=${2//=/ = }
		read -ra COMP_WORDS <<<"$line"
		case $line in *" ") COMP_WORDS+=("") ;; esac
		case $2 in *=) unset "COMP_WORDS[-1]" ;; esac
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		compopt() { :; }
		_rtok
		printf "%s\n" "${COMPREPLY[@]}"' bash "$scratch/bash" "$1"
}

complete_in_fish() {
	fish --no-config -c "source $scratch/fish; complete -C '$1'" | sed 's/\t.*//'
}

complete_in_zsh() {
	zsh -f "$scratch/zsh-driver" "$scratch" "$1" ''
}

complete_in_zsh_found() {
	zsh -f "$scratch/zsh-driver" "$scratch" "$1" "$scratch/found"
}

# a zsh in a terminal of its own, which lists what it offers between two marks
cat >"$scratch/zsh-driver" <<'END'
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PROMPT=; cd $1; fpath=($3 \$fpath); autoload -U compinit; compinit -u -d $1/dump"
zpty -w shell "source $1/zsh-load"
zpty -w shell "print ready"
zpty -r -m shell text '*ready*ready*'
zpty -n -w shell "$2"$'\t'
zpty -r -m shell text '*<begin>*<end>*'
zpty -d shell
text=${text#*<begin>}
print -r -- ${text%%<end>*} | tr -d '\r' | grep -v '^$'
END
# where it is a function that compinit finds, the script is loaded by the first completion
mkdir "$scratch/found"
cp "$scratch/zsh" "$scratch/found/_rtok"
cat >"$scratch/zsh-load" <<END
[[ -n \$functions[_rtok] ]] || source <(cat $scratch/zsh)
compadd() {
	local -a opts found
	if [[ "\${@[1,(i)(-|--)]}" == *-(O|A|D)\ * ]]; then builtin compadd "\$@"; return; fi
	builtin compadd -O found "\$@"
	print -l -- \$found >>$scratch/zsh-found
	builtin compadd "\$@"
}
show() {
	rm -f $scratch/zsh-found
	zle complete-word
	print; print '<begin>'
	[[ -e $scratch/zsh-found ]] && sort -u $scratch/zsh-found
	print '<end>'
}
zle -N show
bindkey '^I' show
END

for shell in bash fish zsh; do
	if ! command -v $shell >/dev/null; then
		echo "skipped  $shell is not installed"
		continue
	fi
	expect $shell 'rtok che' 'check'
	expect $shell 'rtok ex' 'example explain'
	expect $shell 'rtok check --report ju' 'junit'
	expect $shell 'rtok schema up' 'update'
	expect $shell 'rtok explain anyO' 'anyOf'
	expect $shell 'rtok -W bare' 'bare-jwt='
	expect $shell 'rtok check --warn=bare' 'bare-jwt='
	expect $shell 'rtok show --columns rot' 'rotating'
	expect $shell 'rtok check --require=cl' 'client_id'
	expect $shell 'rtok check -W date-order=' 'error hint off warning'
	expect $shell 'rtok check --warn=date-order=h' 'hint'
	expect $shell 'rtok show --columns user,cl' 'client client_id'
	expect $shell 'rtok show --columns=user,id,cl' 'client client_id'
	expect $shell 'rtok check --require id,cl' 'client_id'
done
expect bash 'rtok check --report=s' 'sarif summary'
expect bash 'rtok check --color=' 'always auto never'
expect bash 'rtok format --ca' '--canonical'
expect bash 'rtok check --ca' ''
expect bash 'rtok check --columns ro' ''
expect bash 'rtok -- ch' ''
expect bash 'rtok schema -- up' 'update'
expect bash 'rtok check -- --ca' ''
expect bash 'rtok --report json ch' 'check'
expect bash 'rtok check --redact=' 'full signature'
expect bash 'rtok check --redact=f' 'full'
expect bash 'rtok check --redact-k' '--redact-key='
expect bash 'rtok --redact ch' 'check'
if command -v zsh >/dev/null; then
	expect zsh_found 'rtok che' 'check'
	expect zsh_found 'rtok check -W date-order=' 'error hint off warning'
fi
echo "completion: $checked checked, $failed failed"
[ $failed = 0 ]
