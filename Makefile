# adapt: what can be done here. The first words after ## are what `make help` prints.
SWIFT ?= swift
PREFIX ?= /usr/local
RELEASE = .build-release/release/adapt
# Types are made by the addresses of what they conform to. By name, which is some bytes shorter, the runtime looks for each
# among the 5,200 conformances of the program when the type is first needed.
DIRECT = -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
# What Debian 12 needs besides the Swift toolchain.
PACKAGES = postgresql-15 libpq-dev iso-codes libzip-dev libexpat1-dev libxlsxwriter-dev python3 strace

.PHONY: help setup build demo test soak lint format install check bench mutations vocabularies

help: ## say what can be done
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | column -t -s '|'

setup: ## install what is missing (PostgreSQL 15, libpq, xlsx libraries; needs root only if something is)
	@missing=$$(for p in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	[ -z "$$missing" ] || PACKAGES="$$missing" sh .ci/install
	@command -v $(SWIFT) >/dev/null || { echo "swift is not installed: get Swift 6.3 from swift.org" >&2; exit 1; }

build: setup ## build the program: one static, stripped binary
	$(SWIFT) build -c release --static-swift-stdlib --disable-local-rpath --product adapt \
	  --scratch-path .build-release -Xlinker -s $(DIRECT)

demo: build ## show the main job on the sample catalogue
	@$(RELEASE) demo

test: setup ## run all tests on a real PostgreSQL
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

soak: setup ## the long tests: nightly figures, fuzzing, sanitizers, coverage; an hour
	sh Tests/Soak/soak

lint: ## check format, arrows between targets, and the house rules
	$(SWIFT) format lint --strict -r Sources Tests Package.swift sql
	sh .ci/arrows
	python3 Tests/Mutations/stale.py

format: ## bring the sources into shape
	$(SWIFT) format -i -r Sources Tests Package.swift sql

install: build ## install the program under PREFIX (default /usr/local)
	install -D -m 755 $(RELEASE) $(DESTDIR)$(PREFIX)/bin/adapt

check: lint test ## lint, then test

bench: build ## measure against psql, side by side, on the same server
	python3 Tests/Benchmarks/bench $(RELEASE)

mutations: setup ## break each rule on purpose and show which tests notice (some minutes)
	$(SWIFT) build --build-tests
	SWIFT="$(SWIFT)" python3 Tests/Mutations/run

vocabularies: ## write countries, currencies and languages anew from iso-codes
	python3 .ci/vocabularies
