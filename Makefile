# SPDX-License-Identifier: MIT
# What a person types. The work is done by swift build and by the small scripts in Scripts.

SONG ?= $(firstword $(sort $(wildcard Presets/Songs/*.mid)))
BANK ?=
PREFIX ?= /usr/local
DESTDIR ?=

# The scripts and recipes read these from the environment, so that any file name will do.
export SONG BANK SKIP_PACKAGES

BINARY := .build/release/wavesink
SHARE = $(DESTDIR)$(PREFIX)/share/wavesink
DOCUMENTS = $(DESTDIR)$(PREFIX)/share/doc/wavesink

.PHONY: help play build test soak gates conformance fuzz bench micro lint presets install uninstall clean
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

test: ## run every test and gate; the last line says how many passed and failed
	@Scripts/check-swift
	@Scripts/install-packages build test
	@Scripts/test

# Such tests take their numbers from the environment and run with small ones in make test.
soak: ## what takes long: the server is killed a hundred times (KILLS=1000 for more)
	@Scripts/check-swift
	@Scripts/install-packages build test
	env --unset=JACK_DEFAULT_SERVER JACK_NO_START_SERVER=1 WAVESINK_KILLS=$(or $(KILLS),100) \
	  swift test --no-parallel --filter ReconnectionTests

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
	swift build --package-path Bench --configuration release --product wavesink
	swift run --package-path Bench --configuration release wavesink-bench

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

install: ## put the program, its bank and its songs under PREFIX, after make build
	@test -x $(BINARY) || { echo "wavesink: there is nothing to install yet: make build comes first" >&2; exit 1; }
	install -D --mode=755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/wavesink"
	install --directory "$(SHARE)/Banks" "$(SHARE)/Songs" "$(DOCUMENTS)"
	install --mode=644 Presets/Banks/* "$(SHARE)/Banks"
	install --mode=644 Presets/Songs/* "$(SHARE)/Songs"
	install --mode=644 Presets/README.md Presets/LICENSE "$(SHARE)"
	install --mode=644 LICENSE README.md CHANGELOG.md "$(DOCUMENTS)"

uninstall: ## take away what install put there
	rm -f "$(DESTDIR)$(PREFIX)/bin/wavesink"
	rm -rf "$(SHARE)" "$(DOCUMENTS)"

clean: ## remove what was built
	rm -rf .build .build-tsan .build-faults .build-fuzz Bench/.build Bench/.build-micro
