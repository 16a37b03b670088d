.PHONY: deliberation

# The argument over four print jobs as a data set, in dist/deliberation.
deliberation:
	npm run --silent deliberation
