"""Every form that records, ready to be worked twice over: what the contract of promise 1 is proven on."""
