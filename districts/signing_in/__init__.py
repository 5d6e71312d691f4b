"""How people come in and stay in: accounts, codes, cards, second factors, sessions."""
