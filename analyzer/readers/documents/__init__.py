"""Files that are one document: pages of the web, PDF, files of word processors, e-mails."""
