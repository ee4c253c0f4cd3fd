"""Everything that somebody does with a lesson: begin, go on, answer, finish, rate, note, put aside."""
