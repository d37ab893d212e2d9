"""WebSocket gateways for the lauren web framework."""
