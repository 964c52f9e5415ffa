"""Files that hold other files: archives, mailboxes, web archives, feeds."""
