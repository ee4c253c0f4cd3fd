"""What is typed to run Peel, each command in a file of its own."""
