.DEFAULT_GOAL := help

help: ## List the targets.
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "%-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Serve the embedded store.
	go run .

test: ## Run the tests.
	go test ./...

generate: ## Regenerate what follows from the vocabulary.
	go generate ./...

check: ## Everything that must hold before a change lands.
	.ci/run

bench: ## Run the benchmarks; each prints its ratio to the bare driver.
	go test -run '^$$' -bench . ./graph/... ./resolvers/...

.PHONY: help run test generate check bench
