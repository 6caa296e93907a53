# Annuaire: the only build file. `make help` lists the goals and the knobs.

# Knobs, each with its default: make run PORT=8081 VAR=/tmp/annuaire
PORT          ?= 8080
VAR           ?= var
WORKERS       ?= $(shell expr $$(nproc) + 1)
CACHE_SECONDS ?= 10
DEMO          ?= 1
DATABASE_MEMORY ?= 128M
SANDBOX       ?= enforce
MOUNT         ?= /
BUILD         ?= build
PREFIX        ?= /usr/local
DESTDIR       ?=
DEVELOPER     ?=
ASAN          ?=
V             ?=
SYSCONFDIR    ?= /etc
LOCALSTATEDIR ?= /var
RUNSTATEDIR   ?= /run
UNITDIR       ?= $(PREFIX)/lib/systemd/system

PROGRAMS  := directory profile activities partners shortlist history edit moderate account
LANGUAGES := fr nl de en
VERSION   := 0.1.0

ifneq ($(ASAN),)
BUILD     := build/asan
SANITIZE  := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif

Q         := $(if $(V),,@)
MODULES   := talloc libcjson libcmark gumbo libutf8proc inih libsodium libmariadb liboath libqrencode libcurl libseccomp zlib
CC        := gcc
CXX       := g++
PATHS     := -DANNUAIRE_PREFIX='"$(PREFIX)"' -DANNUAIRE_SYSCONFDIR='"$(SYSCONFDIR)"' -DANNUAIRE_LOCALSTATEDIR='"$(LOCALSTATEDIR)"' -DANNUAIRE_RUNSTATEDIR='"$(RUNSTATEDIR)"'
CPPFLAGS  := -Icgi-bin -D_GNU_SOURCE -DANNUAIRE_VERSION='"$(VERSION)"' $(PATHS) $(shell pkg-config --cflags $(MODULES) 2>/dev/null)
WARNINGS  := -Wall -Wextra -Werror=implicit-function-declaration -Werror=int-conversion
ifneq ($(DEVELOPER),)
WARNINGS  += -Werror -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
             -Wformat=2 -Wvla -Wundef -Wcast-qual -Wduplicated-cond -Wlogical-op -Wnull-dereference
endif
HARDEN    := -fstack-protector-strong -fPIE -D_FORTIFY_SOURCE=2 -ffile-prefix-map=$(CURDIR)=.
CFLAGS    := -std=gnu11 -O2 -g $(WARNINGS) $(HARDEN) $(SANITIZE) -include cgi-bin/base/banned.h
CXXFLAGS  := -std=c++17 -O2 -g $(filter-out -Wstrict-prototypes -Wmissing-prototypes -Werror=implicit-function-declaration -Werror=int-conversion -Wlogical-op -Wduplicated-cond -Wcast-qual -Wundef -Wpedantic -Wconversion,$(WARNINGS)) $(HARDEN) $(SANITIZE)
LDFLAGS   := -pie -Wl,-z,relro,-z,now,--as-needed $(SANITIZE)
LIBS      := $(shell pkg-config --libs $(MODULES) 2>/dev/null) -lfcgi -lctemplate_nothreads -lroaring -lstemmer

LAYERS    := base model text store view web mail account edit operate
SOURCES   := $(foreach l,$(LAYERS),$(wildcard cgi-bin/$(l)/*.c cgi-bin/$(l)/*.cc))
OBJECTS   := $(addprefix $(BUILD)/obj/,$(addsuffix .o,$(basename $(SOURCES:cgi-bin/%=%))))
LIBRARY   := $(BUILD)/libannuaire.a
SHARE     := $(BUILD)/share

UNITS     := $(PROGRAMS:%=$(BUILD)/systemd/annuaire-%.socket) $(PROGRAMS:%=$(BUILD)/systemd/annuaire-%@.service) \
             $(patsubst conf/systemd/%,$(BUILD)/systemd/%,$(BUILD)/systemd/annuaire.target $(wildcard conf/systemd/*.service conf/systemd/*.timer))

.PHONY: all
all: $(addprefix $(BUILD)/,$(PROGRAMS) annuaire) share $(UNITS)

$(BUILD)/obj/%.o: cgi-bin/%.c Makefile
	@mkdir -p $(@D)
	@echo 'cc  $@'
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/obj/%.o: cgi-bin/%.cc Makefile
	@mkdir -p $(@D)
	@echo 'c++ $@'
	$(Q)$(CXX) $(CPPFLAGS) $(CXXFLAGS) -MMD -MP -c $< -o $@

# What was built for other places, or as another version, is built again.
$(BUILD)/paths: always
	@mkdir -p $(@D)
	@echo '$(VERSION) $(subst ','\'',$(PATHS))' | cmp -s - $@ || echo '$(VERSION) $(subst ','\'',$(PATHS))' > $@
$(BUILD)/obj/base/conf.o $(BUILD)/obj/annuaire.o: $(BUILD)/paths
.PHONY: always
always:

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	$(Q)ar rcs $@ $^

$(addprefix $(BUILD)/,$(PROGRAMS) annuaire): $(BUILD)/%: $(BUILD)/obj/%.o $(LIBRARY)
	@echo 'ld  $@'
	$(Q)$(CXX) $(LDFLAGS) $^ $(LIBS) -o $@

-include $(OBJECTS:.o=.d) $(patsubst %,$(BUILD)/obj/%.d,$(PROGRAMS) annuaire)

# The editor of long texts, where `make node_modules` has brought what it is made of. Without it the site is whole: these texts have a plain field.
RICH_LICENCES := /* ProseMirror: (c) 2015-2017 Marijn Haverbeke and others; markdown-it: (c) 2014 Vitaly Puzrin, Alex Kocharin; linkify-it, mdurl: (c) 2015 the same; \
             punycode.js, uc.micro: (c) Mathias Bynens; all MIT. entities: (c) Felix Boehm; BSD-2-Clause */
# What `make dist` packs has it built.
RICH_READY    := templates/rich.js
RICH          := $(if $(wildcard node_modules/esbuild),$(BUILD)/rich.js,$(wildcard $(RICH_READY)))
$(BUILD)/rich.js: $(wildcard templates/static/js/rich/*.js) package-lock.json Makefile
	@mkdir -p $(@D)
	node_modules/.bin/esbuild templates/static/js/rich/rich.js --bundle --minify --charset=utf8 --format=iife --target=es2022 --log-level=warning --banner:js="$(RICH_LICENCES)" --outfile=$@

# What programs read at run time: templates of each language, catalogues, static files with hashed names, schema.
SHARE_SOURCES := $(shell find templates schema -type f 2>/dev/null)
.PHONY: share
share: $(SHARE)/build-id
$(SHARE)/build-id: $(SHARE_SOURCES) $(RICH)
	@rm -rf $(SHARE) && mkdir -p $(SHARE)/schema/vocabulary $(SHARE)/schema/place
	python3 templates/translate.py build $(SHARE) $(RICH)
	@cp schema/*.sql schema/demo-accounts.tsv $(SHARE)/schema/ && cp schema/vocabulary/*.tsv $(SHARE)/schema/vocabulary/ && cp schema/place/belgium.tsv schema/place/README.md $(SHARE)/schema/place/ && cp -R schema/demo $(SHARE)/schema/demo && cp templates/map-licence.txt schema/common-passwords.txt $(SHARE)/
	@cd $(SHARE) && find . -type f ! -name build-id -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-32 > build-id

# Units of systemd: those of a program differ by its name alone.
$(BUILD)/systemd/annuaire-%.socket: conf/systemd/annuaire-PROGRAM.socket.in
	@mkdir -p $(@D)
	@sed 's|@PROGRAM@|$*|g' $< > $@
$(BUILD)/systemd/annuaire-%@.service: conf/systemd/annuaire-PROGRAM@.service.in
	@mkdir -p $(@D)
	@sed 's|@PROGRAM@|$*|g' $< > $@
$(BUILD)/systemd/annuaire.target: conf/systemd/annuaire.target.in Makefile
	@mkdir -p $(@D)
	@sed 's|@SOCKETS@|$(PROGRAMS:%=annuaire-%.socket)|; s|@SERVICES@|$(foreach p,$(PROGRAMS),annuaire-$(p)@1.service annuaire-$(p)@2.service) annuaire-mail.service|' $< > $@
$(BUILD)/systemd/%: conf/systemd/%
	@mkdir -p $(@D)
	@cp $< $@

# Into the system, or below DESTDIR for whoever makes packages. Configurations, scripts and manual pages name the places of Debian's packages; what is installed names those
# of the knobs. `$(call put,DIRECTORY,FILES)` installs files so, those that are there.
SBIN      := $(DESTDIR)$(PREFIX)/sbin
LIBEXEC   := $(DESTDIR)$(PREFIX)/lib/annuaire
DATA      := $(DESTDIR)$(PREFIX)/share/annuaire
MAN       := $(DESTDIR)$(PREFIX)/share/man
DOC       := $(DESTDIR)$(PREFIX)/share/doc/annuaire
COMPLETE  := $(DESTDIR)$(PREFIX)/share/bash-completion/completions
ETC       := $(DESTDIR)$(SYSCONFDIR)/annuaire
EXAMPLES  := nginx apache lighttpd systemd/examples supervisor logrotate mariadb prometheus grafana
SECTIONS  := 1 5 7 8
SCRIPTS   := conf/annuaire-setup conf/supervisor/annuaire-reload
PLACES    := sed -e 's,/usr/\(bin\|sbin\|lib\|share\)/annuaire,@PREFIX@/\1/annuaire,g; s,/etc/annuaire,@SYSCONFDIR@/annuaire,g; s,/var/\([a-z0-9/]*\)/annuaire,@LOCALSTATEDIR@/\1/annuaire,g' \
             -e 's,/run/annuaire,@RUNSTATEDIR@/annuaire,g; s,@PREFIX@,$(PREFIX),g; s,@SYSCONFDIR@,$(SYSCONFDIR),g; s,@LOCALSTATEDIR@,$(LOCALSTATEDIR),g; s,@RUNSTATEDIR@,$(RUNSTATEDIR),g'
put        = for file in $(2); do [ ! -f "$$file" ] || { install -d "$(1)" && $(PLACES) "$$file" > "$(1)/$${file\#\#*/}" && chmod $$([ -x "$$file" ] && echo 755 || echo 644) "$(1)/$${file\#\#*/}"; } || exit 1; done

.PHONY: install uninstall installcheck
install: all
	@install -d "$(DESTDIR)$(PREFIX)/bin" "$(LIBEXEC)" "$(DATA)" "$(ETC)" "$(DESTDIR)$(LOCALSTATEDIR)/cache/nginx"
	install -m 755 $(BUILD)/annuaire "$(DESTDIR)$(PREFIX)/bin/annuaire"
	install -m 755 $(PROGRAMS:%=$(BUILD)/%) "$(LIBEXEC)/"
	@$(call put,$(SBIN),$(SCRIPTS))
	rm -rf "$(DATA)"/* && cp -R $(SHARE)/. "$(DATA)/"
	@$(call put,$(DATA)/conf,conf/annuaire.ini)
	@$(foreach e,$(EXAMPLES),$(call put,$(DATA)/conf/$(e),$(filter-out $(SCRIPTS),$(wildcard conf/$(e)/*)));) :
	@$(foreach n,$(SECTIONS),$(call put,$(MAN)/man$(n),conf/man/*.$(n));) :
	@$(call put,$(DESTDIR)$(PREFIX)/lib/sysusers.d,conf/sysusers/annuaire.conf)
	@$(call put,$(DESTDIR)$(PREFIX)/lib/tmpfiles.d,conf/tmpfiles/annuaire.conf)
	@$(call put,$(DESTDIR)$(UNITDIR),$(BUILD)/systemd/*)
	@$(call put,$(COMPLETE),conf/completion/annuaire)
	@$(call put,$(DOC),LICENSE *.md)
	@if [ ! -e "$(ETC)/annuaire.ini" ]; then install -m 644 "$(DATA)/conf/annuaire.ini" "$(ETC)/annuaire.ini"; \
	elif ! cmp -s "$(DATA)/conf/annuaire.ini" "$(ETC)/annuaire.ini"; then install -m 644 "$(DATA)/conf/annuaire.ini" "$(ETC)/annuaire.ini.new"; \
	    echo '$(ETC)/annuaire.ini is kept as it is; that of this version is annuaire.ini.new beside it'; fi

# Configuration, passwords, letters and backups stay, and so does the database.
uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/annuaire" $(patsubst %,"$(SBIN)/%",$(notdir $(SCRIPTS))) "$(COMPLETE)/annuaire" "$(ETC)/annuaire.ini.new"
	rm -f "$(DESTDIR)$(PREFIX)/lib/sysusers.d/annuaire.conf" "$(DESTDIR)$(PREFIX)/lib/tmpfiles.d/annuaire.conf" "$(DESTDIR)$(UNITDIR)"/annuaire[.@-]*
	rm -f $(foreach n,$(SECTIONS),$(patsubst conf/man/%,"$(MAN)/man$(n)/%",$(wildcard conf/man/*.$(n))))
	rm -rf "$(LIBEXEC)" "$(DATA)" "$(DOC)"

# Runs and reads what stands there now; each line says what is right, or what is wrong.
installcheck:
	@DESTDIR="$(DESTDIR)" PREFIX="$(PREFIX)" SYSCONFDIR="$(SYSCONFDIR)" RUNSTATEDIR="$(RUNSTATEDIR)" VERSION="$(VERSION)" PROGRAMS="$(PROGRAMS)" tests/hosting/installcheck

# The sources as one file, with the built editor where npm's packages are here, so that whoever builds from it needs no npm. What git does not know is left out. The same
# sources give the same bytes, in a clone and from an earlier such file.
DIST      := annuaire-$(VERSION)
.PHONY: dist
dist: $(RICH)
	@rm -rf $(BUILD)/dist && mkdir -p $(BUILD)/dist/$(DIST)
	@set -e; if [ -e .git ]; then git ls-files -z; else find . \( -path ./build -o -path ./node_modules -o -path './var*' \) -prune -o ! -type d -printf '%P\0'; fi > $(BUILD)/dist/files; \
	    if [ -e .git ]; then git log -1 --format=%ct; else stat -c %Y Makefile; fi > $(BUILD)/dist/epoch
	@tar -c --null -T $(BUILD)/dist/files -f $(BUILD)/dist/tar && tar -x -C $(BUILD)/dist/$(DIST) -f $(BUILD)/dist/tar
	$(if $(RICH),@cp $(RICH) $(BUILD)/dist/$(DIST)/$(RICH_READY))
	@cd $(BUILD)/dist && LC_ALL=C tar -c --sort=name --format=ustar --mtime=@$$(cat epoch) --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX -f tar $(DIST) && xz -9 -T1 < tar > ../$(DIST).tar.xz
	@rm -rf $(BUILD)/dist
	@echo $(BUILD)/$(DIST).tar.xz

# The Debian package of what `make dist` makes; $(BUILD)/annuaire_VERSION_ARCHITECTURE.deb is for apt.
.PHONY: deb
deb: dist
	@conf/local/stack packages build deb
	@rm -rf $(BUILD)/deb && mkdir -p $(BUILD)/deb
	@tar -C $(BUILD)/deb -xf $(BUILD)/$(DIST).tar.xz
	@cp -R conf/debian $(BUILD)/deb/$(DIST)/debian
	@cd $(BUILD)/deb/$(DIST) && sed -i "s/@VERSION@/$(VERSION)/; s/@DATE@/$$(date -R -u -d @$$(stat -c %Y Makefile))/" debian/changelog && \
	    sed -i "s/@BUILD@/$$(awk '/^\[/ { on = $$0 == "[build]" } on && !/^[#[]/' conf/packages | tr -s ' ' '\n' | sed 's/:.*//' | grep -vx -e gcc -e g++ -e make -e libc6-dev | paste -sd,)/" debian/control && dpkg-buildpackage -b -us -uc
	@mv $(BUILD)/deb/*.deb $(BUILD)/ && echo $(BUILD)/annuaire_$(VERSION)_$$(dpkg --print-architecture).deb

# The package in the life of a host, and the README's ten commands, on bare machines; as root, with a quarter of an hour. Part of `make hosting`.
.PHONY: hosting machines
hosting: machines
machines: node_modules
	@conf/local/stack packages build run test deb machine
	@$(MAKE) --no-print-directory -s deb
	@for trial in package readme; do DEB=$(CURDIR)/$(BUILD)/annuaire_$(VERSION)_$$(dpkg --print-architecture).deb node --test-reporter=./tests/reporter.mjs tests/hosting/$$trial.test.mjs || exit 1; done

# The directory on this machine, with all it needs under VAR.
STACK := PORT=$(PORT) VAR=$(VAR) BUILD=$(BUILD) WORKERS=$(WORKERS) CACHE_SECONDS=$(CACHE_SECONDS) DEMO=$(DEMO) DATABASE_MEMORY=$(DATABASE_MEMORY) SANDBOX=$(SANDBOX) MOUNT=$(MOUNT) conf/local/stack
.PHONY: run start stop
run start:
	@conf/local/stack packages build run
	@$(MAKE) --no-print-directory all
	@exec env $(STACK) $@
stop:
	@$(STACK) stop

# Tests: unit programs, golden pages, the site over HTTP, the browser, lint; then unit and site again under sanitizers.
UNIT      := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/*_test.c))

$(BUILD)/tests/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	@echo 'cc  $@'
	$(Q)$(CC) $(CPPFLAGS) -Itests $(CFLAGS) -Wno-missing-prototypes -MMD -MP -c $< -o $@.o
	$(Q)$(CXX) $(LDFLAGS) $@.o $(LIBRARY) $(LIBS) -lcmocka -o $@
-include $(wildcard $(BUILD)/tests/*.d)

node_modules: package.json package-lock.json
	npm ci --no-audit --no-fund --ignore-scripts
	@touch $@

.PHONY: tests test lint
tests: all $(UNIT) $(BUILD)/tests/paste_filter $(BUILD)/tests/markdown_html
test:
	@conf/local/stack packages build run test
	@$(MAKE) --no-print-directory node_modules
	@$(MAKE) --no-print-directory tests
	@$(MAKE) --no-print-directory ASAN=1 DEVELOPER=1 tests
	@tests/run
lint:
	tests/lint/run

# The longer measurements; each prints a table.
.PHONY: bench fuzz fault hosting screenshot
bench: node_modules
	@conf/local/stack packages build run test bench
	@$(MAKE) --no-print-directory all
	tests/bench/run
	tests/bench/sandbox
fault: node_modules
	@conf/local/stack packages build run test
	@$(MAKE) --no-print-directory all
	tests/fault/run
	tests/run lost-updates
hosting: node_modules
	@conf/local/stack packages build run test machine hosting
	@$(MAKE) --no-print-directory tests
	tests/hosting/run.mjs
	tests/hosting/processes
screenshot: node_modules
	@conf/local/stack packages build run test screenshot
	@$(MAKE) --no-print-directory all
	tests/run screenshot

# Fuzzing needs clang: the library once more, instrumented. FUZZ_SECONDS for each target.
FUZZ_SECONDS ?= 60
FUZZ         := $(patsubst tests/fuzz/%.c,build/fuzz/%,$(wildcard tests/fuzz/*.c))
FUZZ_SOURCES := $(foreach l,base model text,$(wildcard cgi-bin/$(l)/*.c)) cgi-bin/web/request.c
build/fuzz/%: tests/fuzz/%.c $(FUZZ_SOURCES)
	@mkdir -p $(@D)
	clang -std=gnu11 -O1 -g $(CPPFLAGS) -Itests -include cgi-bin/base/banned.h -fsanitize=fuzzer,address,undefined $< $(FUZZ_SOURCES) \
	    $(shell pkg-config --libs talloc libcjson libcmark gumbo libutf8proc inih libsodium liboath) -lstemmer -o $@
fuzz: $(FUZZ)
	@mkdir -p build/fuzz/corpus
	@for target in $(notdir $(FUZZ)); do mkdir -p build/fuzz/corpus/$$target; \
	    build/fuzz/$$target -max_total_time=$(FUZZ_SECONDS) -timeout=5 -print_final_stats=1 build/fuzz/corpus/$$target 2> build/fuzz/$$target.log; rc=$$?; \
	    printf '%-12s exit %d  %s\n' $$target $$rc "$$(grep -E 'number_of_executed_units|average_exec_per_sec' build/fuzz/$$target.log | tr -s ' \n' ' ')"; \
	    [ $$rc = 0 ] || exit 1; done

.PHONY: clean help
clean:
	rm -rf build
help:
	@echo 'to hosters: install installcheck uninstall dist deb, into PREFIX= DESTDIR= SYSCONFDIR=$(SYSCONFDIR) LOCALSTATEDIR=$(LOCALSTATEDIR) RUNSTATEDIR=$(RUNSTATEDIR) UNITDIR=$(UNITDIR)'
	@echo 'goals: all run start stop test lint bench fuzz fault hosting screenshot install uninstall clean help'
	@echo 'knobs: PORT=$(PORT) VAR=$(VAR) WORKERS=$(WORKERS) CACHE_SECONDS=$(CACHE_SECONDS) DEMO=$(DEMO) DATABASE_MEMORY=$(DATABASE_MEMORY) SANDBOX=$(SANDBOX) MOUNT=$(MOUNT) BUILD=$(BUILD) PREFIX=$(PREFIX) DESTDIR= DEVELOPER=1 ASAN=1 V=1 FUZZ_SECONDS=$(FUZZ_SECONDS)'
