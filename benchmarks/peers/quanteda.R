# One step of quanteda on a set of articles: Rscript quanteda.R FOLDER tokens|frames|keyness|whole
# Prints one line of JSON: seconds of processor (with those of its threads) and of the wall, peak memory in megabytes.
# Ends with 4 where a package is missing.
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
step <- arguments[2]
needed <- c("jsonlite", "quanteda", "quanteda.textstats")
for (package in needed) {
  if (!requireNamespace(package, quietly = TRUE)) {
    message("the R package ", package, " is not installed")
    quit(status = 4)
  }
}
suppressMessages({
  library(quanteda)
  library(quanteda.textstats)
})
quanteda_options(threads = 1)

load_corpus <- function() {
  table <- jsonlite::stream_in(file(file.path(folder, "articles.jsonl")), verbose = FALSE)
  corpus(table, docid_field = "id", text_field = "text")
}
make_tokens <- function(texts) tokens(texts, remove_punct = TRUE)
make_counts <- function(words) dfm(words)
make_dictionary <- function() {
  dictionary(jsonlite::fromJSON(file.path(dirname(folder), "frames.json")))
}
find_keyness <- function(counts) {
  groups <- docvars(counts, "group")
  lapply(sort(unique(groups)), function(name) {
    textstat_keyness(counts, target = groups == name, measure = "lr")
  })
}
peak <- function() {
  status <- readLines("/proc/self/status")
  line <- grep("^VmHWM", status, value = TRUE)
  as.numeric(gsub("[^0-9]", "", line)) / 1024
}
report <- function(expression_, facts) {
  gc()
  taken <- system.time(result <- eval(expression_, parent.frame()))
  memory <- tryCatch(peak(), error = function(problem) 0)
  values <- c(list(cpu = sum(taken[c(1, 2)]), wall = taken[[3]], peak = memory), facts(result))
  cat(jsonlite::toJSON(values, auto_unbox = TRUE), "\n", sep = "")
}

if (step == "whole") {
  report(
    quote({
      texts <- load_corpus()
      words <- make_tokens(texts)
      counts <- make_counts(words)
      weights <- dfm_tfidf(counts)
      found <- dfm(tokens_lookup(words, make_dictionary()))
      keys <- find_keyness(counts)
      list(counts, weights, found, keys)
    }),
    function(result) list(types = nfeat(result[[1]]))
  )
} else if (step == "tokens") {
  texts <- load_corpus()
  report(quote(make_counts(make_tokens(texts))), function(result) list(types = nfeat(result), tokens = sum(result)))
} else if (step == "frames") {
  words <- make_tokens(load_corpus())
  frames <- make_dictionary()
  report(quote(dfm(tokens_lookup(words, frames))), function(result) list(hits = sum(result)))
} else if (step == "keyness") {
  counts <- make_counts(make_tokens(load_corpus()))
  report(quote(find_keyness(counts)), function(result) list(terms = nrow(result[[1]])))
} else {
  message("there is no step ", step)
  quit(status = 2)
}
