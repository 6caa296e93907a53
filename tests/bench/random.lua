-- For wrk: each request asks for a path taken at random from the file named after "--"; the end is one line of numbers.
local paths = {}

function init(args)
	math.randomseed(1)
	for path in io.lines(args[1]) do
		paths[#paths + 1] = wrk.format("GET", path)
	end
end

function request()
	return paths[math.random(#paths)]
end

function done(summary, latency, requests)
	local e = summary.errors
	print(string.format("numbers %d %d %f %f %d", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
		e.connect + e.read + e.write + e.status + e.timeout))
end
