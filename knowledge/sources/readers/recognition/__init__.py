"""Letters in pictures: the engines that recognise them, where one is installed."""
