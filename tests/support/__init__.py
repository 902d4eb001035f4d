"""What several tests share: the command, small sites, a server and the look-up of outside programs."""
