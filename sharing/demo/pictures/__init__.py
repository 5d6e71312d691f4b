"""Pictures the demo's students drew, painted, built and photographed: made by code, kept nowhere."""
