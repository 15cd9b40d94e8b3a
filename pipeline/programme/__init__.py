<<<<<<< HEAD
"""From gaps to a programme for many and a plan for one: frames in, frames out."""
=======
"""What to teach whom, in which order and together with whom: frames in, frames out."""
>>>>>>> 021a04a (The programme: a catalogue of modules, ordered from the gaps, and the best plan under a budget)
