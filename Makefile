# rtok and libjschema. `make help` lists what there is to make.
#
# CFLAGS, CPPFLAGS, LDFLAGS, PREFIX and DESTDIR are the caller's. B is where everything
# that is built goes; a variant (sanitizers, another compiler) gets a B of its own.

# of the command and of the library, as jschema.h has it
VERSION = $(shell sed -n 's/^\#define JSCHEMA_VERSION "\(.*\)"/\1/p' lib/jschema.h)
SOVERSION = 0

PREFIX = /usr/local
BINDIR = $(PREFIX)/bin
LIBEXECDIR = $(PREFIX)/libexec/rtok
LIBDIR = $(PREFIX)/lib
INCLUDEDIR = $(PREFIX)/include
MANDIR = $(PREFIX)/share/man
BASHDIR = $(PREFIX)/share/bash-completion/completions
ZSHDIR = $(PREFIX)/share/zsh/site-functions
FISHDIR = $(PREFIX)/share/fish/vendor_completions.d

CC = cc
OBJCOPY = objcopy
CFLAGS = -O2 -g
B = build
# what the programs have of the library: its code, or of libjschema.so only the name
JSCHEMA = $B/libjschema.a

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wvla -Wformat=2
ALL_CPPFLAGS = -D_POSIX_C_SOURCE=200809L -Ilib $(FORTIFY) $(CPPFLAGS)
ALL_CFLAGS = -std=c11 -fPIC -fvisibility=hidden $(WARNINGS) $(HARDEN) $(CFLAGS)
ALL_LDFLAGS = $(HARDEN_LINK) $(CFLAGS) $(LDFLAGS)

# What makes a fault harder to use. The caller's flags stand behind, to take away what they
# like; HARDEN= takes away what the compiler does of itself. Sanitizers see for themselves,
# and FORTIFY_SOURCE needs an optimizer. Of control flow only returns are guarded: that costs
# nothing, and for jumps Linux has no guard in programs, only their landing pads to be paid.
HARDEN = $(eval HARDEN := $(if $(sanitized),,$(call has,-fstack-protector-strong \
	-fstack-clash-protection -fcf-protection=return -mbranch-protection=pac-ret)))$(HARDEN)
FORTIFY = $(if $(sanitized)$(fortified)$(unoptimized),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
HARDEN_LINK = -Wl,-z,relro,-z,now,-z,noexecstack
HARDEN_PROGRAM = -pie
sanitized = $(findstring -fsanitize,$(CFLAGS))
fortified = $(findstring _FORTIFY_SOURCE,$(CPPFLAGS) $(CFLAGS))
unoptimized = $(if $(filter-out -O0,$(filter -O%,$(CFLAGS))),,yes)
hardened = $(if $(sanitized)$(unoptimized)$(filter-out file,$(origin HARDEN)),,yes)
# those of the flags $1 that the compiler takes, which is asked once, at the first object
has = $(foreach flag,$1,$(shell $(CC) -Werror $(flag) -x c -c -o /dev/null /dev/null \
	2>/dev/null && echo $(flag)))

# The loader is told by a map of bits where pointers stand in the program's tables, not by 24
# bytes for each, so that a start reads 56 kB less. The linker and glibc have to know of it.
relr = -Wl,-z,pack-relative-relocs
RELR = $(eval RELR := $(shell mkdir -p $B && \
	echo 'char *p = (char *)&p; int main(void) { return 0; }' | $(CC) -fPIC $(HARDEN_PROGRAM) \
	$(ALL_LDFLAGS) $(relr) -x c -o $B/relr - 2>/dev/null && \
	grep -q GLIBC_ABI_DT_RELR $B/relr && echo '$(relr)'))$(RELR)

# the reader once more for processors that have it, which are asked at run time; AVX2= does
# without, as other machines do
AVX2 = $(eval AVX2 := $(if $(findstring -DJSCHEMA_PORTABLE,$(CPPFLAGS)),,$(call \
	has,-mavx2)))$(AVX2)

# what a build needs, as Debian names it, and what tests need besides
BUILD_PACKAGES = libjansson-dev libjwt-dev check libpcre2-dev libsmartcols-dev \
	libidn2-dev pkg-config libssl-dev
CHECK_PACKAGES = mandoc libxml2-utils perl openssl parallel openssh-server nodejs
LINT_PACKAGES = clang clang-format cppcheck shellcheck valgrind libclang-rt-14-dev
ANALYSE_PACKAGES = clang-tidy clang-tools
AFL_PACKAGES = afl++
DEB_PACKAGES = dpkg-dev
CHECK_DEB_PACKAGES = lintian debootstrap

LIB_LIBS = -ljansson -lpcre2-8 -ldl
CMD_LIBS = $(LIB_LIBS)
TOKEN_LIBS = -ljwt -lcrypto
TEST_LIBS = `pkg-config --libs check` $(LIB_LIBS)

lib_objects = $(patsubst lib/%.c,$B/lib/%.o,$(wildcard lib/*.c)) $(AVX2:%=$B/lib/read_avx2.o)
cmd_objects = $(patsubst cmd/%.c,$B/cmd/%.o,$(wildcard cmd/*.c))
token_objects = $(patsubst cmd/%.c,$B/cmd/%.o,$(wildcard cmd/token/*.c))
# what all programs of the command share
shared_objects = $(filter-out $B/cmd/main.o,$(cmd_objects))
examples = $(patsubst cmd/auth0/%.json,$B/auth0/%.inc,$(wildcard cmd/auth0/*.json))
metaschemas = $(patsubst lib/metaschema/%.json,$B/metaschema/%.inc,$(wildcard lib/metaschema/*.json))
test_objects = $(patsubst %.c,$B/%.o,$(wildcard tests/*.c tests/*/*.c))
tests = $(patsubst tests/%.c,$B/%,$(wildcard tests/test_*.c))
token_tests = $B/test_token $B/test_claims

all: rtok rtok-token

help:
	@echo 'make run            set up, build, and show the main job'
	@echo 'make check          set up, build, and run every test'
	@echo 'make                build ./rtok and ./rtok-token'
	@echo 'make lib            build the static and the shared library'
	@echo 'make install        under PREFIX (/usr/local), below DESTDIR; make uninstall'
	@echo 'make lint           layout, static analysis and the rules of the house'
	@echo 'make analyse        clang-tidy, gcc -fanalyzer and scan-build, which take minutes'
	@echo 'make check-asan     the tests under ASan and UBSan'
	@echo 'make check-valgrind the tests under valgrind'
	@echo 'make check-tsan     what threads do, under ThreadSanitizer'
	@echo 'make check-portable the tests without vector instructions'
	@echo 'make torture        the command where each call of the system fails in turn'
	@echo 'make cover          what of each file the tests run, by gcov'
	@echo 'make mutate         COUNT (200) small changes of lib/, and which of them tests catch'
	@echo 'make fuzz           each program of tests/fuzz, for T seconds (10)'
	@echo 'make afl            AFL++ on the command itself, for T seconds'
	@echo 'make bench          how fast, how much memory, what growth, beside peers'
	@echo 'make bench-quick    the same of little data, in a minute'
	@echo 'make bench-instructions  what the hot path executes, beside what is recorded'
	@echo 'make patterns       COUNT random patterns, here and by Node'
	@echo 'make differential   reader, checks and formats on random data, here and by peers'
	@echo 'make sarif          a SARIF report beside its schema, by ajv from npm'
	@echo 'make bowtie         build the Bowtie harness, build/bowtie'
	@echo 'make conformance    the official suite below SUITE, through that harness'
	@echo 'make dist           the sources as build/rtok-VERSION.tar.gz, the same bytes each time'
	@echo 'make deb            three packages for Debian, below build/deb'
	@echo 'make check-deb      those, installed and purged in a Debian of their own'
	@echo 'make setup          only install what is missing; make clean'

# ---- set-up ----

setup:
	@sh .ci/setup $(BUILD_PACKAGES)
setup-check:
	@sh .ci/setup $(BUILD_PACKAGES) $(CHECK_PACKAGES)
setup-lint:
	@sh .ci/setup $(BUILD_PACKAGES) $(CHECK_PACKAGES) $(LINT_PACKAGES)
setup-deb:
	@sh .ci/setup $(BUILD_PACKAGES) $(DEB_PACKAGES)

# ---- build ----

# of lib/, cmd/ and tests/; the flags are here
$B/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) -I$B $(ALL_CFLAGS) $(no_lto) -MMD -MP -c -o $@ $<

$B/lib/document.o: ALL_CPPFLAGS += $(AVX2:%=-DJSCHEMA_AVX2)
$B/lib/read_avx2.o: lib/read.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) -Dread_value=read_value_avx2 -I$B $(ALL_CFLAGS) $(AVX2) $(no_lto) \
		-MMD -MP -c -o $@ $<

# the static library hides names, which objcopy finds only in machine code
$(lib_objects): no_lto = -fno-lto
$B/lib/metaschema.o: $(metaschemas)
$B/cmd/builtin.o: $(examples)

# real JSON becomes the elements of an array of char
embed = mkdir -p $(@D) && od -v -An -tx1 $< | sed 's/ \(..\)/0x\1,/g' > $@
$B/auth0/%.inc: cmd/auth0/%.json
	$(embed)
$B/metaschema/%.inc: lib/metaschema/%.json
	$(embed)

# compared each time, because any B may be the last to have made it
rtok rtok-token: %: $B/%
	@cmp -s $B/$@ $@ || install -m 755 $B/$@ $@

# what `rtok token` becomes is a program of its own, so that nothing else loads libcrypto
$B/rtok: $(cmd_objects)
$B/rtok-token: $(shared_objects) $(token_objects)
$B/rtok-token: CMD_LIBS += $(TOKEN_LIBS)
$B/rtok $B/rtok-token: $(JSCHEMA)
	$(CC) $(HARDEN_PROGRAM) $(RELR) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(JSCHEMA) $(CMD_LIBS)

$(token_objects): ALL_CPPFLAGS += -Icmd
$B/cmd/beside.o: ALL_CPPFLAGS += -DLIBEXECDIR='"$(LIBEXECDIR)"'
$B/cmd/token/token.o: ALL_CPPFLAGS += \
	-DLIBJWT_VERSION='"$(shell pkg-config --modversion libjwt)"'
$(token_objects): | libjwt

# the calls of 3 are others
libjwt:
	@pkg-config --atleast-version=1.10.2 libjwt && \
		! pkg-config --atleast-version=3 libjwt || { \
		echo 'rtok token needs libjwt from 1.10.2 to 2.x (libjwt-dev), not 3' >&2; \
		exit 1; }

lib: $B/libjschema.a $B/libjschema.so.$(SOVERSION)

# one object, in which only what jschema.h declares is still visible
$B/libjschema.a: $(lib_objects)
	$(LD) -r -o $B/jschema.o $(lib_objects)
	$(OBJCOPY) --localize-hidden $B/jschema.o
	rm -f $@
	$(AR) rcs $@ $B/jschema.o

$B/libjschema.so.$(SOVERSION): $(lib_objects)
	$(CC) $(ALL_LDFLAGS) -shared -Wl,-soname,libjschema.so.$(SOVERSION) -o $@ \
		$(lib_objects) $(LIB_LIBS)

# what lint wants compiled: every source
everything: $B/rtok $B/rtok-token lib $(test_objects)

-include $(patsubst %.o,%.d,$(lib_objects) $(cmd_objects) $(token_objects) $(test_objects))

# ---- run ----

run: setup
	@$(MAKE) -s rtok rtok-token
	@sh tests/run.sh ./rtok

# ---- test ----

$(filter-out $(token_tests),$(tests)): $B/%: $B/tests/%.o $(lib_objects)
	$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(TEST_LIBS)

# what of the command can be tested alone
$B/test_builtin: $B/cmd/builtin.o $B/cmd/util.o
$B/test_canonical: $B/cmd/canonical.o $B/cmd/util.o
$B/test_diff: $B/cmd/diff.o $B/cmd/patch_name.o $B/cmd/util.o
$B/test_jose: $B/cmd/jose.o $B/cmd/base64.o $B/cmd/clock.o $B/cmd/util.o
$B/test_secrets: $B/cmd/base64.o $B/cmd/canonical.o $B/cmd/clock.o $B/cmd/harmless.o \
	$B/cmd/harmless_http.o \
	$B/cmd/jose.o $B/cmd/listing.o $B/cmd/mask.o $B/cmd/normal.o $B/cmd/order.o \
	$B/cmd/percent.o $B/cmd/secret_broken.o $B/cmd/secret_names.o $B/cmd/secrets.o \
	$B/cmd/siphash.o \
	$B/cmd/util.o
$B/test_metamorphic: $B/cmd/builtin.o $B/cmd/util.o
$B/test_siphash: $B/cmd/siphash.o

# what rtok token is made of
$(token_tests): $B/%: $B/tests/%.o $(shared_objects) $(filter-out %_main.o,$(token_objects)) \
		$B/libjschema.a
	$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o %.a,$^) $(TEST_LIBS) $(TOKEN_LIBS)

$(token_tests:$B/%=$B/tests/%.o): ALL_CPPFLAGS += -Icmd -DKEYS='"$B/keys"'

# made apart, for it takes too long under valgrind
$B/test_token: | $B/keys
$B/keys: tests/keys.sh
	@rm -rf $@
	@sh tests/keys.sh $@

# where the library asks for memory, the test answers
$B/test_memory: TEST_LIBS += $(answered:%=-Wl,--wrap=%)
answered = malloc calloc realloc arena_alloc arena_copy pcre2_compile_8 \
	pcre2_match_data_create_8 pcre2_match_context_create_8 pcre2_jit_stack_create_8 dlopen idn_load
$B/test_jose: TEST_LIBS += -Wl,--wrap=jschema_document_new

# builds may use -j; the tests of one build never run beside those of another
check: setup-check
	@$(MAKE) -s check-all
	@$(MAKE) -s check-portable

# RUN is put before every program under test, as in RUN='valgrind -q'
check-all: $B/rtok $B/rtok-token lib $(tests) $B/generate $B/reader $B/bowtie
	@B=$B RUN='$(RUN)' HARDENED='$(hardened)' sh tests/all.sh

# and blocks so small that threads meet at every corner
small_blocks = -DCREW_BLOCK=64
check-portable:
	@$(MAKE) -s B=$B/portable check-all \
		CPPFLAGS='$(CPPFLAGS) $(small_blocks) -DJSCHEMA_PORTABLE'

check-asan check-tsan check-valgrind lint: setup-lint

with_sanitizers = CC=clang LDFLAGS= \
	CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all'
check-asan:
	@CK_FORK=no $(MAKE) -s B=$B/asan $(with_sanitizers) check-all

# threads that share a schema, and those of the command
check-tsan:
	@$(MAKE) -s B=$B/tsan CC=clang LDFLAGS= \
		CPPFLAGS='$(CPPFLAGS) $(small_blocks)' CFLAGS='-O1 -g -fsanitize=thread' \
		$B/tsan/test_check $B/tsan/rtok
	CK_FORK=no CK_RUN_CASE=large $B/tsan/test_check
	LINES_OF_EACH=800 sh tests/threads.sh $B/tsan/rtok

check-valgrind:
	@CK_FORK=no $(MAKE) -s check-all \
		RUN='valgrind -q --error-exitcode=99 --leak-check=full --show-leak-kinds=definite,indirect --trace-children=yes'

# lines and branches that the tests run; what of lib/ they do not is in tests/uncovered
cover: setup-check
	@rm -rf $B/cover
	@CK_FORK=no $(MAKE) -s B=$B/cover CC=gcc HARDEN= LDFLAGS= \
		CFLAGS='-O0 -g --coverage -fprofile-update=atomic' check-all
	@B=$B/cover sh tests/cover.sh

# small changes of lib/, one at a time: do the tests notice? Some minutes; SEED chooses
COUNT ?= 200
mutate: setup-check
	@B=$B/mutate COUNT=$(COUNT) SEED='$(SEED)' sh tests/mutate.sh

# what strangers bring, made up by libFuzzer, T seconds for each program of tests/fuzz,
# which all tell how often they ran
T = 10
fuzz: setup-lint
	@$(MAKE) -s B=$B/fuzz CC=clang LDFLAGS= FUZZ=-fsanitize=fuzzer T=$T \
		CFLAGS='-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' fuzz-all

fuzzers = $(patsubst tests/fuzz/%.c,$B/%,$(wildcard tests/fuzz/fuzz_*.c))
command_fuzzers = $(addprefix $B/fuzz_,normal options recording redact summary)
fuzz-all: $(fuzzers) $B/seeds
	@for program in $(fuzzers); do \
		B=$B T=$T sh tests/fuzz/fuzz.sh $$program || exit 1; done

# made anew each time, of what the tests have
$B/seeds:
	@sh tests/fuzz/seeds.sh $@

# the command itself, by AFL++; where that cannot be had, it is told that it is skipped
afl: setup
	@sh .ci/setup $(AFL_PACKAGES) || true
	@! command -v afl-clang-fast >/dev/null || AFL_QUIET=1 $(MAKE) -s B=$B/afl \
		CC=afl-clang-fast LDFLAGS= HARDEN= CFLAGS='-O1 -g' $B/afl/rtok $B/afl/seeds
	@T=$T sh tests/fuzz/afl.sh $B/afl/rtok

$(fuzzers): $B/%: $B/tests/fuzz/%.o $(shared_objects) $(filter-out %_main.o,$(token_objects)) \
		$(lib_objects)
	$(CC) $(ALL_LDFLAGS) $(FUZZ) $(fuzz_wrapped) -o $@ $(filter %.o,$^) $(CMD_LIBS) $(TOKEN_LIBS)
$B/tests/fuzz/%.o: ALL_CPPFLAGS += -Icmd
# those whose input is JSON mostly, which is changed as such
$B/fuzz_check $B/fuzz_schema: $B/tests/fuzz/mutate.o $B/tests/fuzz/judged.o
$B/fuzz_reader $B/test_prediction: $B/tests/portable.o $B/tests/narrow.o
$(command_fuzzers): $B/tests/fuzz/command.o $B/tests/fuzz/rtok_main.o
$(filter-out %_options,$(command_fuzzers)): $B/tests/fuzz/mutate.o
$(command_fuzzers): fuzz_wrapped = -Wl,--wrap=exit,--wrap=malloc,--wrap=calloc,--wrap=realloc \
	-Wl,--wrap=free,--wrap=builtin_compiled,--wrap=builtin_free
# the command as a function
$B/tests/fuzz/rtok_main.o: $B/cmd/main.o
	$(OBJCOPY) --redefine-sym main=rtok_main $< $@

# the command where each call of the system fails in turn; with STEP, each STEP-th
torture: setup-lint
	@$(MAKE) -s B=$B/torture $(with_sanitizers) CPPFLAGS='$(CPPFLAGS) $(small_blocks)' torture-all

torture_objects = $B/tests/torture/torture.o $B/tests/torture/faults.o
tortured = $B/tortured/rtok $B/tortured/rtok-token
torture-all: $(tortured)
	@STEP='$(STEP)' sh tests/torture.sh $B/tortured

wrapped = main read write open close stat fstat opendir readdir rename fsync fchmod \
	faccessat mkstemp realpath ftruncate poll setlocale dlsym pthread_create
$B/tortured/rtok: $(cmd_objects)
$B/tortured/rtok-token: $(shared_objects) $(token_objects)
$(tortured): $(torture_objects) $B/libjschema.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) $(wrapped:%=-Wl,--wrap=%) -o $@ $(filter %.o,$^) \
		$B/libjschema.a $(CMD_LIBS) $(TOKEN_LIBS)
# libraries are to find the malloc() of it
$(torture_objects): ALL_CFLAGS += -fno-sanitize=all -fvisibility=default

lint:
	@CC='$(CC)' sh tests/lint.sh

# clang-tidy, gcc -fanalyzer and scan-build; minutes
analyse: setup-lint
	@sh .ci/setup $(ANALYSE_PACKAGES)
	@B=$B sh tests/analyse.sh

# the table of everything beside its peers; quick: of little data, and nothing is installed
bench bench-quick: setup
	@$(MAKE) -s $B/rtok $B/bench $B/generate $B/part $B/growth
	@sh tests/bench/bench.sh $B $(@:bench-%=%)

# UPDATE=1 records them
bench-instructions: setup-lint
	@$(MAKE) -s $B/rtok $B/generate $B/part
	@CC='$(CC)' UPDATE='$(UPDATE)' sh tests/bench/instructions.sh $B

$B/bench: $B/tests/bench/timer.o $B/tests/bench/linear.o
$B/bench $B/generate $B/growth: $B/%: $B/tests/bench/%.o
	$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^)
$B/part: $B/%: $B/tests/bench/%.o
$B/bowtie $B/conformance: $B/%: $B/tests/%.o
$B/reader: $B/%: $B/tests/peers/%.o
$B/part $B/bowtie $B/conformance $B/reader: $B/libjschema.a
	$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $B/libjschema.a $(LIB_LIBS)

# the pattern engine beside Node's RegExp
patterns: setup
	@$(MAKE) -s $(lib_objects)
	@B=$B CC='$(CC)' CFLAGS='$(ALL_CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS)' \
		LIBS='$(lib_objects) $(LIB_LIBS)' sh tests/peers/patterns.sh

# COUNT schemas, ten times as many documents and a hundred times as many texts, of SEED
differential: setup
	@$(MAKE) -s $B/rtok $B/reader $B/bowtie
	@sh tests/peers/differential.sh $B

# what SARIF itself demands, by ajv
sarif: setup
	@$(MAKE) -s $B/rtok
	@B=$B sh tests/peers/sarif.sh

bowtie: $B/bowtie

# SUITE is a copy of https://github.com/json-schema-org/JSON-Schema-Test-Suite
conformance: setup
	@$(MAKE) -s $B/bowtie $B/conformance
	@B=$B RUN='$(RUN)' sh tests/conformance.sh '$(SUITE)'

# ---- install ----

# `install` as it is found everywhere, but mkdir for folders: those that are there keep
# their modes
completions = $(addprefix $B/completion/,bash zsh fish)
$(completions): $B/completion/%: $B/rtok
	@mkdir -p $(@D)
	$B/rtok completion $* > $@

install: $B/rtok $B/rtok-token lib $B/libjschema.pc $(completions)
	umask 022 && mkdir -p "$(DESTDIR)$(BINDIR)" "$(DESTDIR)$(LIBEXECDIR)" \
		"$(DESTDIR)$(LIBDIR)/pkgconfig" \
		"$(DESTDIR)$(INCLUDEDIR)" "$(DESTDIR)$(MANDIR)/man1" "$(DESTDIR)$(MANDIR)/man3" \
		"$(DESTDIR)$(MANDIR)/man5" "$(DESTDIR)$(BASHDIR)" "$(DESTDIR)$(ZSHDIR)" \
		"$(DESTDIR)$(FISHDIR)"
	install -m 755 $B/rtok "$(DESTDIR)$(BINDIR)/rtok"
	install -m 755 $B/rtok-token "$(DESTDIR)$(LIBEXECDIR)/rtok-token"
	install -m 644 lib/jschema.h "$(DESTDIR)$(INCLUDEDIR)/jschema.h"
	install -m 644 $B/libjschema.a "$(DESTDIR)$(LIBDIR)/libjschema.a"
	install -m 644 $B/libjschema.so.$(SOVERSION) "$(DESTDIR)$(LIBDIR)/libjschema.so.$(SOVERSION)"
	ln -sf libjschema.so.$(SOVERSION) "$(DESTDIR)$(LIBDIR)/libjschema.so"
	install -m 644 $B/libjschema.pc "$(DESTDIR)$(LIBDIR)/pkgconfig/libjschema.pc"
	install -m 644 man/rtok.1 "$(DESTDIR)$(MANDIR)/man1/rtok.1"
	install -m 644 man/libjschema.3 "$(DESTDIR)$(MANDIR)/man3/libjschema.3"
	install -m 644 man/rtok-report.5 "$(DESTDIR)$(MANDIR)/man5/rtok-report.5"
	install -m 644 $B/completion/bash "$(DESTDIR)$(BASHDIR)/rtok"
	install -m 644 $B/completion/zsh "$(DESTDIR)$(ZSHDIR)/_rtok"
	install -m 644 $B/completion/fish "$(DESTDIR)$(FISHDIR)/rtok.fish"

uninstall:
	rm -f "$(DESTDIR)$(BINDIR)/rtok" "$(DESTDIR)$(LIBEXECDIR)/rtok-token" \
		"$(DESTDIR)$(INCLUDEDIR)/jschema.h" \
		"$(DESTDIR)$(LIBDIR)/libjschema.a" "$(DESTDIR)$(LIBDIR)/libjschema.so" \
		"$(DESTDIR)$(LIBDIR)/libjschema.so.$(SOVERSION)" \
		"$(DESTDIR)$(LIBDIR)/pkgconfig/libjschema.pc" \
		"$(DESTDIR)$(MANDIR)/man1/rtok.1" "$(DESTDIR)$(MANDIR)/man3/libjschema.3" \
		"$(DESTDIR)$(MANDIR)/man5/rtok-report.5" "$(DESTDIR)$(BASHDIR)/rtok" \
		"$(DESTDIR)$(ZSHDIR)/_rtok" "$(DESTDIR)$(FISHDIR)/rtok.fish"

# made anew each time, for this PREFIX, and by whoever may write to the folder
$B/libjschema.pc:
	@mkdir -p $(@D)
	@rm -f $@
	@printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(LIBDIR)' 'includedir=$(INCLUDEDIR)' '' \
		'Name: libjschema' 'Description: JSON Schema 2020-12 for C' \
		'Version: $(VERSION)' 'Requires: jansson' 'Requires.private: libpcre2-8' 'Libs.private: -ldl' \
		'Cflags: -I$${includedir}' 'Libs: -L$${libdir} -ljschema' > $@

# ---- release ----

# the sources, with the same bytes whoever packs them
dist:
	@mkdir -p $B
	@sh .release/dist $B/rtok-$(VERSION).tar.gz

# build/deb/*.deb, for this release of Debian and this processor
deb: setup-deb
	@MAKE='$(MAKE)' sh .release/deb $B/deb

# they are the same bytes each time, lintian has nothing to say, and in a Debian that holds
# nothing else they install, run and are purged; as root
check-deb: setup-deb
	@sh .ci/setup $(CHECK_DEB_PACKAGES)
	@B=$B sh tests/deb.sh

clean:
	rm -rf build rtok rtok-token

.PHONY: all help setup setup-check setup-lint rtok rtok-token libjwt lib everything run check check-all \
	check-portable check-asan check-tsan check-valgrind cover mutate fuzz fuzz-all $B/seeds afl \
	torture torture-all lint analyse bench bench-quick bench-instructions patterns differential sarif \
	bowtie conformance install $B/libjschema.pc uninstall \
	dist deb setup-deb check-deb clean
