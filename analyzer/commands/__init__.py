"""What each verb of the command line does, one file a verb: arguments in, text and data out, nothing printed.

A verb is a function of the name of its file; `cli.py` loads the file when the verb is asked for.
"""
