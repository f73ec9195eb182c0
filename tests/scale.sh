#!/bin/sh
# Work in parts has the sum of one run over all, to the byte: the commands of the section
# SCALING of the manual, by GNU parallel on this machine and on two hosts, which are two
# sshd on loopback ports, and by xargs. Where a command tries again, one of its jobs is
# killed, with half of a summary written. What is not installed is skipped, and said to be in
# the last line, which is all that is shown of a test that has passed. B is the build.
B=$(realpath "$1")
page=$(realpath man/rtok.1)
scratch=$(mktemp -d) || exit 1
servers=
made=
stop() {
	for host in a.example b.example; do
		[ ! -S "$scratch/to-$host" ] || "$scratch/bin/ssh" -O exit $host 2>/dev/null
	done
	# shellcheck disable=SC2086 # words are meant to be split
	[ -z "$servers" ] || kill $servers 2>/dev/null
	[ -z "$made" ] || rmdir "$made" 2>/dev/null
	rm -rf "$scratch"
}
trap stop EXIT
trap 'exit 1' HUP INT TERM
mkdir "$scratch/bin" "$scratch/work" "$scratch/work/exports" "$scratch/parallel"
PATH=$scratch/bin:$PATH
PARALLEL_HOME=$scratch/parallel
export PATH PARALLEL_HOME
cd "$scratch/work" || exit 1

# lines of which some are invalid, and several in a row no JSON; the last has no end
"$B/generate" 4000 | awk '
	NR % 499 < 3 { print "nonsense" }
	NR % 501 == 1 { print "{\"id\":" NR ",\"expries_at\":null}" }
	{ print }
	END { printf "{\"rotating\":\"yes\"" }' >tokens.jsonl
split -n l/5 --additional-suffix=.jsonl tokens.jsonl exports/
"$B/rtok" check -q --lines --report summary <tokens.jsonl >whole
"$B/rtok" check -q --report summary exports >named

# the third job to start under `dying` kills itself once
cat >"$scratch/bin/rtok" <<END
#!/bin/sh
if [ -e "$scratch/dying" ]; then
	n=1
	until mkdir "$scratch/dying/\$n" 2>/dev/null; do n=\$((n + 1)); done
	if [ \$n = 3 ]; then
		"$B/rtok" "\$@" | head -c 100
		kill -9 \$\$
	fi
fi
exec "$B/rtok" "\$@"
END
chmod +x "$scratch/bin/rtok"

failed=0
count=0
fail() {
	echo "$*"
	failed=$((failed + 1))
}

# add_up FILE: to what one run has counted
add_up() {
	"$B/rtok" summary sums >sum
	status=$?
	[ $status = 3 ] || fail "status $status of the sum, not 3"
	cmp sum "$1" || fail "the sum differs: $command"
}

# runs a command, which ends with 0, also where a job of it was killed
try() {
	command=$1
	whole=whole
	count=$((count + 1))
	case $command in *exports*) whole=named ;; esac
	rm -rf "$scratch/dying"
	case $command in *--retries*) mkdir "$scratch/dying" ;; esac
	sh -c "$command" >out 2>err || { fail "status $?: $command" && cat err; }
	[ ! -e "$scratch/dying" ] || [ -e "$scratch/dying/4" ] || fail "nobody died: $command"
	rm -rf "$scratch/dying"
	add_up $whole
}

# serve NAME PORT: an sshd that lets in whoever has our key, and a host of that name
serve() {
	cat >"$scratch/sshd-$1" <<END
ListenAddress 127.0.0.1:$2
HostKey $scratch/host
AuthorizedKeysFile $scratch/key.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
MaxStartups 100
SetEnv PATH=$PATH
END
	"$sshd" -D -e -f "$scratch/sshd-$1" 2>"$scratch/log-$1" &
	servers="$servers $!"
	printf 'Host %s\n\tHostName 127.0.0.1\n\tPort %s\n' "$1" "$2" >>"$scratch/hosts"
}

# two hosts; false, where `skipped` says why there are none, or they have failed
serve_both() {
	sshd=$(PATH=$PATH:/usr/sbin:/sbin command -v sshd) || skipped='sshd is not installed'
	command -v ssh >/dev/null || skipped='ssh is not installed'
	[ -z "$skipped" ] || return 1
	if [ "$(id -u)" = 0 ] && [ ! -d /run/sshd ]; then # sshd wants it, when it is root
		mkdir -m 755 /run/sshd && made=/run/sshd
	fi
	for key in host key; do
		ssh-keygen -q -t ed25519 -N '' -f "$scratch/$key"
	done
	port=$((20000 + $$ % 10000 * 2))
	serve a.example $port
	serve b.example $((port + 1))
	cat >>"$scratch/hosts" <<END
Host *
	IdentityFile $scratch/key
	IdentitiesOnly yes
	UserKnownHostsFile /dev/null
	StrictHostKeyChecking no
	LogLevel ERROR
	BatchMode yes
	ControlMaster auto
	ControlPath $scratch/to-%n
	ControlPersist yes
END
	printf '#!/bin/sh\nexec %s -F %s "$@"\n' "$(command -v ssh)" "$scratch/hosts" \
		>"$scratch/bin/ssh"
	chmod +x "$scratch/bin/ssh"
	for host in a.example b.example; do
		tries=0
		until "$scratch/bin/ssh" $host rtok --version </dev/null >out 2>err; do
			tries=$((tries + 1))
			[ $tries -lt 50 ] || { fail "nobody gets in by ssh: $(cat err)"; return 1; }
			sleep 0.1
		done
	done
}

skipped=
has_hosts=
has_parallel=$(command -v parallel) || skipped='GNU parallel is not installed'
[ -z "$has_parallel" ] || ! serve_both || has_hosts=yes
sed -n '/^\.Sh SCALING/,/^\.Sh EXIT/s/^\.Dl \$ //p' "$page" |
	sed 's/\\-/-/g; s/\\(aq/'\''/g; s/64M/1M/; s/-S a.example,b.example/-S 2\/a.example,2\/b.example/' >"$scratch/commands"
while IFS= read -r line <&3; do
	case $line in
	'rtok summary'*) continue ;;
	*parallel*) [ -n "$has_parallel" ] || continue ;;
	esac
	case $line in *' -S '*) [ -n "$has_hosts" ] || continue ;; esac
	try "$line"
done 3<"$scratch/commands"
# the script for Spark and Hadoop, of which the latter puts a tab behind a line
sed -n '/^#!\/bin\/sh$/,/^\.Ed$/p' "$page" | sed '$d; s/\\e/\\/g' >count.sh
try "{ split -n l/3 --filter='sh count.sh' tokens.jsonl && sh count.sh </dev/null; } >sums"
sed -i 's/$/\t/' sums && add_up whole
if [ -n "$has_parallel" ]; then
	# lines as they come, and in another order
	try "parallel --line-buffer --pipepart -a tokens.jsonl --block -3 rtok check -q --lines --report summary --exit-zero >sums"
	sort -r sums >turned && mv turned sums && add_up whole
	[ -z "$has_hosts" ] || try "parallel -S 2/a.example,2/b.example --pipepart -a tokens.jsonl --block -1 rtok check -q --lines --report summary --exit-zero >sums"
fi
echo "scale: $count commands, $failed failed${skipped:+, others skipped: $skipped}"
[ $failed = 0 ] && [ $count -gt 0 ]
