"""What can be done here: verbs with ``by=``, each in one transaction with its audit event."""
