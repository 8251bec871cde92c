# SPDX-License-Identifier: MIT
# What a person types. The work is done by swift build and by the small scripts in Scripts.

SONG ?= $(firstword $(sort $(wildcard Presets/Songs/*.mid)))
BANK ?=
PREFIX ?= /usr/local
DESTDIR ?=

# The scripts and recipes read these from the environment, so that any file name will do.
export SONG BANK SKIP_PACKAGES

BINARY := .build/release/wavesink
INTO = $(DESTDIR)$(PREFIX)
SHARE = $(INTO)/share/wavesink
DOCUMENTS = $(INTO)/share/doc/wavesink
MANUAL = $(INTO)/share/man/man1
# Where zsh looks; Debian's own packages have another place.
ZSH_COMPLETIONS ?= $(PREFIX)/share/zsh/site-functions
# What install puts under PREFIX beside the program, its data and its documents; uninstall takes these away.
DESKTOP_FILES = \
  share/applications/wavesink.desktop share/applications/wavesink-play.desktop \
  share/applications/wavesink-bank.desktop share/icons/hicolor/scalable/apps/wavesink.svg \
  share/metainfo/org.wavesink.wavesink.metainfo.xml share/mime/packages/wavesink-mime.xml
COMPLETIONS = \
  "$(INTO)/share/bash-completion/completions/wavesink" "$(DESTDIR)$(ZSH_COMPLETIONS)/_wavesink" \
  "$(INTO)/share/fish/vendor_completions.d/wavesink.fish"
SERVICE = $(INTO)/lib/systemd/user/wavesink.service

.PHONY: help play build test soak gates conformance fuzz bench micro lint presets install uninstall caches package clean
.DEFAULT_GOAL := help

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1#\2/p' Makefile | column -t -s '#'
	@echo "  SONG=FILE BANK=FILE.dls for play; PREFIX=$(PREFIX) DESTDIR= for install; SKIP_PACKAGES=1 installs no packages"

play: ## play a song: installs what is missing, builds, uses your JACK server or starts one
	@Scripts/check-swift
	@Scripts/install-packages build play
	@$(MAKE) --no-print-directory build
	Scripts/with-jack-server $(BINARY) play $${BANK:+--bank "$$BANK"} "$$SONG"

build: ## build the program: .build/release/wavesink
	@Scripts/check-swift
	@Scripts/install-packages build
	swift build --configuration release --static-swift-stdlib --product wavesink
	swift build --configuration release --static-swift-stdlib --product wavesink-sandbox

test: ## run every test and gate; the last line says how many passed and failed
	@Scripts/check-swift
	@Scripts/install-packages build test
	@Scripts/test

# Such tests take their numbers from the environment and run with small ones in make test.
soak: ## what takes long: a hundred ends of the server, a thousand of plug-ins, ten thousand banks, a minute of pages that flood (KILLS= DEATHS= DOWNLOADS= FLOOD=)
	@Scripts/check-swift
	@Scripts/install-packages build test
	@$(MAKE) --no-print-directory build
	env --unset=JACK_DEFAULT_SERVER JACK_NO_START_SERVER=1 WAVESINK_BINARY="$(CURDIR)/$(BINARY)" \
	  WAVESINK_KILLS=$(or $(KILLS),100) WAVESINK_SANDBOX_KILLS=$(or $(DEATHS),1000) \
	  WAVESINK_DOWNLOADS=$(or $(DOWNLOADS),10000) WAVESINK_FLOOD_SECONDS=$(or $(FLOOD),60) \
	  swift test --no-parallel --filter '^IntegrationTests\.(ReconnectionTests|SandboxDeathTests|DownloadTests|PanelTests)'

gates: ## run the gates alone: format, scripts, release build, presets, sanitizers
	@Scripts/check-swift
	@Scripts/install-packages build test
	@Scripts/test tally scripts lint release presets $(notdir $(wildcard Tests/Gates/*))

conformance: ## measure the DLS model beside FluidSynth and write the table of Tests/README.md
	@Scripts/check-swift
	@Scripts/install-packages build test
	@Scripts/conformance --into Tests/README.md

fuzz: ## try the readers with hostile files for long: TARGET=dls, SECONDS=3600 a target, or RUNS=10000000
	@Scripts/check-swift
	@Scripts/install-packages build test
	@Scripts/fuzz build
	@for target in $(or $(TARGET),$$(Scripts/fuzz list)); do \
	  Scripts/fuzz run "$$target" -print_final_stats=1 \
	    $(if $(RUNS),-runs=$(RUNS),-max_total_time=$(or $(SECONDS),3600)) || exit 1; \
	done

bench: ## measure speed and sound, beside those of libfluidsynth
	@Scripts/check-swift
	@Scripts/install-packages build bench
	@$(MAKE) --no-print-directory build
	Tests/Gates/ratio
	.build/release/wavesink-bench
	Bench/panel

# In a folder of its own: the plug-in builds with other settings, and each would make the other build everything anew.
micro: ## measure single parts, and check what they take from the heap
	@Scripts/check-swift
	@Scripts/install-packages build bench
	swift package --package-path Bench --scratch-path Bench/.build-micro --disable-sandbox \
	  benchmark thresholds check --no-progress --path "$(CURDIR)/Bench/Thresholds/$$(Scripts/swift-version)"

lint: ## check the format of the sources
	swift format lint --strict --parallel --recursive Package.swift Sources Tests Bench

presets: ## make the built-in bank and songs anew
	swift build --configuration release --static-swift-stdlib --product preset-generator
	.build/release/preset-generator Presets

install: ## put the program and all that belongs to it under PREFIX, after make build
	@test -x $(BINARY) || { echo "wavesink: there is nothing to install yet: make build comes first" >&2; exit 1; }
	install -D --mode=755 $(BINARY) "$(INTO)/bin/wavesink"
	install -D --mode=755 $(BINARY)-sandbox "$(INTO)/lib/wavesink/wavesink-sandbox"
	install --directory "$(SHARE)/Banks" "$(SHARE)/Songs" "$(SHARE)/Racks" "$(SHARE)/Panel" "$(DOCUMENTS)/docs" "$(MANUAL)"
	install --mode=644 Presets/Banks/* "$(SHARE)/Banks"
	install --mode=644 Presets/Songs/* "$(SHARE)/Songs"
	install --mode=644 Presets/Racks/* "$(SHARE)/Racks"
	install --mode=644 Sources/Panel/Assets/* "$(SHARE)/Panel"
	install --mode=644 Presets/README.md Presets/LICENSE "$(SHARE)"
	install --mode=644 LICENSE README.md CHANGELOG.md "$(DOCUMENTS)"
	install --mode=644 docs/* "$(DOCUMENTS)/docs"
	$(foreach file,$(DESKTOP_FILES),install -D --mode=644 packaging/$(notdir $(file)) "$(INTO)/$(file)" &&) true
	install --directory "$(INTO)/lib/systemd/user"
	sed 's|@bindir@|$(PREFIX)/bin|' packaging/wavesink.service.in >"$(SERVICE)"
	$(BINARY) --experimental-dump-help | Scripts/make-manual "$$($(BINARY) --version)" "$(PREFIX)" "$(MANUAL)"
	@for place in $(COMPLETIONS); do mkdir -p "$${place%/*}"; done
	# A completion is read, not run: the first line of bash's, which says with what, is left out.
	@set -e; set -- $(COMPLETIONS); for shell in bash zsh fish; do \
	  echo "$(BINARY) --generate-completion-script $$shell >$$1"; \
	  $(BINARY) --generate-completion-script $$shell | sed '1{/^#!/d;}' >"$$1"; shift; \
	done
	@$(MAKE) --no-print-directory caches

uninstall: ## take away what install put there
	rm -f "$(INTO)/bin/wavesink" "$(SERVICE)" $(COMPLETIONS) $(foreach file,$(DESKTOP_FILES),"$(INTO)/$(file)")
	rm -f "$(MANUAL)"/wavesink.1 "$(MANUAL)"/wavesink-*.1
	rm -rf "$(SHARE)" "$(DOCUMENTS)" "$(INTO)/lib/wavesink"
	@$(MAKE) --no-print-directory caches

# What desktops keep of the files that programs bring; a package's own system does it, and there may be no desktop.
caches:
	@if [ -z "$(DESTDIR)" ]; then \
	  command -v update-mime-database >/dev/null && update-mime-database "$(INTO)/share/mime"; \
	  command -v update-desktop-database >/dev/null && update-desktop-database -q "$(INTO)/share/applications"; \
	fi; true

package: ## make a Debian package and look at it: .build/package/wavesink_VERSION_ARCHITECTURE.deb
	@Scripts/check-swift
	@Scripts/install-packages build package
	@Scripts/make-package .build/package
	lintian --fail-on error .build/package/*.deb

clean: ## remove what was built
	rm -rf .build .build-tsan .build-faults .build-fuzz Bench/.build-micro
