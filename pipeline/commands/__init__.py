"""What the command line's commands do, by room: files in, figures out, frameworks, the dashboard."""
