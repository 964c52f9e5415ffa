# One step of quanteda on a set of articles: Rscript quanteda.R FOLDER tokens|frames|keyness|whole
# Prints one line of JSON: seconds of the processor and of the wall, peak memory in megabytes, facts about the result.
# Ends with 4 where a package is missing.
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
step <- arguments[2]
for (package in c("jsonlite", "quanteda", "quanteda.textstats")) {
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

read_corpus <- function() {
  table <- jsonlite::stream_in(file(file.path(folder, "articles.jsonl")), verbose = FALSE)
  corpus(table, docid_field = "id", text_field = "text")
}
read_frames <- function() {
  dictionary(jsonlite::fromJSON(file.path(dirname(folder), "frames.json")))
}
make_tokens <- function(texts) tokens(texts, remove_punct = TRUE)
find_keyness <- function(counts) {
  groups <- docvars(counts, "group")
  one <- function(name) textstat_keyness(counts, target = groups == name, measure = "lr")
  lapply(sort(unique(groups)), one)
}
peak <- function() {
  status <- readLines("/proc/self/status")
  as.numeric(gsub("[^0-9]", "", grep("^VmHWM", status, value = TRUE))) / 1024
}
report <- function(work, facts) {
  gc()
  taken <- system.time(result <- work())
  memory <- tryCatch(peak(), error = function(problem) 0)
  values <- c(list(cpu = sum(taken[1:2]), wall = taken[[3]], peak = memory), facts(result))
  cat(jsonlite::toJSON(values, auto_unbox = TRUE), "\n", sep = "")
}

if (step == "tokens") {
  texts <- read_corpus()
  report(function() dfm(make_tokens(texts)), function(found) list(tokens = sum(found), types = nfeat(found)))
} else if (step == "frames") {
  words <- make_tokens(read_corpus())
  frames <- read_frames()
  report(function() dfm(tokens_lookup(words, frames)), function(found) list(hits = sum(found)))
} else if (step == "keyness") {
  counts <- dfm(make_tokens(read_corpus()))
  report(function() find_keyness(counts), function(found) list(terms = nrow(found[[1]])))
} else if (step == "whole") {
  work <- function() {
    words <- make_tokens(read_corpus())
    counts <- dfm(words)
    list(counts, dfm_tfidf(counts), dfm(tokens_lookup(words, read_frames())), find_keyness(counts))
  }
  report(work, function(found) list(types = nfeat(found[[1]])))
} else {
  message("there is no step ", step)
  quit(status = 2)
}
