"""From gaps to a programme for many and a plan for one: frames in, frames out."""
