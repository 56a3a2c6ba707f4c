"""The subcommands of ``textrepair``, a module each; loaded when they are asked for."""
