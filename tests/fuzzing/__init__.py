"""Readers against bytes that nobody meant to be read: by mutation, and led by what code they reach.

``python -m tests.fuzzing`` runs for a stated time and keeps what it finds in ``cases``, where the tests find it again.
"""
